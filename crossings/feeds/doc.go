// Package feeds writes what a person can subscribe to: a calendar of planned
// openings and what became of them, and a feed of changes in what is known.
package feeds
