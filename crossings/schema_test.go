package main

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/crossingstatus/border/crossings/schema"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

// schemas compiles all schemas, by name.
func schemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	names, err := fs.Glob(schema.Files, "*.json")
	require.NoError(t, err)
	const base = "https://crossingstatus.github.io/border/schema/"
	for _, name := range names {
		data, err := schema.Files.ReadFile(name)
		require.NoError(t, err)
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
		require.NoError(t, err, name)
		require.Equal(t, base+name, doc.(map[string]any)["$id"])
		require.NoError(t, c.AddResource(base+name, doc))
	}
	compiled := map[string]*jsonschema.Schema{}
	for _, name := range names {
		s, err := c.Compile(base + name)
		require.NoError(t, err, name)
		compiled[strings.TrimSuffix(name, path.Ext(name))] = s
	}
	return compiled
}

func requireValid(t *testing.T, s *jsonschema.Schema, text string) {
	t.Helper()
	require.NotEmpty(t, strings.TrimSpace(text))
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	require.NoError(t, err)
	require.NoError(t, s.Validate(doc), text)
}

// Every answer of the program, on the dataset, is as its schema says.
func TestSchemas(t *testing.T) {
	all := schemas(t)
	for _, tt := range []struct{ schema, args string }{
		{"at", "--on 2012-07-20 --on 2014-06-15 --on 2019-04-20 --on 2026-01-21"},
		{"at", "at qaim --on 2019-07-10 --known 2019-07-10 --as-of 2027-01-01T00:00:00Z"},
		{"history", "history qaim"}, {"history", "history tanf"}, {"history", "history rabia"},
		{"claim", "claims qaim"}, {"claim", "claims tanf"}, {"claim", "claims rabia"},
		{"diff", "diff --from 2012-07-20 --to 2019-10-01"},
		{"can", "can qaim --traffic fuel,commercial --direction both --on 2024-12-20"},
		{"why", "why qaim --side syria --question control --on 2014-06-15 --known 2020-01-01"},
		{"date", "date 2014-38 ../1985 1985/ 1985-13"},
		{"suggest", "date --suggest --anchor 2019-07-05 yesterday mid-2014 11/03/2026 trucks"},
	} {
		r := crossings(t, "", append(strings.Fields(tt.args), "--json")...)
		for line := range strings.Lines(r.stdout) {
			requireValid(t, all[tt.schema], line)
		}
		require.NotEmpty(t, r.stdout, tt.args)
	}
	requireValid(t, all["plans"], crossings(t, "", "plans", "--json").stdout)
	for name, file := range map[string]string{"crossings": "../data/crossings.json", "parties": "../data/parties.json", "sources": "../data/sources.json"} {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		requireValid(t, all[name], string(data))
	}
	r := crossings(t, checkLines, "check", "-", "--json")
	for line := range strings.Lines(r.stdout) {
		requireValid(t, all["check"], line)
	}
}

// The schemas refuse what the program would not print: a member that is missing
// or unknown, a word outside its vocabulary.
func TestSchemasRefuse(t *testing.T) {
	all := schemas(t)
	for _, tt := range []struct{ schema, old, new string }{
		{"at", `"known":null,`, ``},
		{"at", `"known":null`, `"known":null,"mood":"fair"`},
		{"at", `"value":"closed"`, `"value":3`},
		{"at", `"outcome":"pending"`, `"outcome":"maybe"`},
		{"at", `"status":{"value":"closed"`, `"status":{"value":"ajar"`},
		{"at", `"control":{"value":"unknown"`, `"control":{"value":"No Body"`},
	} {
		r := crossings(t, "", "at", "qaim", "--json", "--on", "2019-07-10", "--data", "testdata/article.jsonl")
		require.Contains(t, r.stdout, tt.old)
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.Replace(r.stdout, tt.old, tt.new, 1)))
		require.NoError(t, err)
		require.Error(t, all[tt.schema].Validate(doc), tt.new)
	}
}
