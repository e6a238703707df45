// Package schema holds the JSON Schemas (2020-12) of what the program prints and
// of the files that it reads.
package schema

import "embed"

// Files are the schemas, each named after the command or the thing that it
// describes, as at.json. They refer to one another by these names.
//
//go:embed *.json
var Files embed.FS
