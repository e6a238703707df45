// Package web serves a registry to people and to programs: pages in English and
// Arabic, and an HTTP API under /api/v1 that speaks the JSON of package border.
//
// Everything that a page needs is in the binary and comes from the server that
// the page came from. Pages work without scripts; with them, the two clocks turn
// while one watches. Each view has an address of its own: the day asked about
// (on), the day by which it was known (known), and the language (lang) are its
// parameters.
//
// What was answered is kept, in bounded memory, until a claim comes that may
// change it; see [Server].
package web
