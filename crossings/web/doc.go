// Package web serves a registry to people and to programs: pages in English and
// Arabic, and an HTTP API under /api/v1 that has the JSON of package border.
//
// Everything that a page needs is in the binary and comes from the same server. Pages
// work without scripts; with scripts, the day asked about and the day of knowledge can be
// changed without loading the page anew. Each view has its own address, with the day
// asked about (on), the day by which it was known (known) and the language (lang) as
// parameters.
//
// Answers are cached, in bounded memory, until another claim comes or the day at the
// border ends; see [Server].
package web
