// Package clustertest holds the tests of package jetstream against real servers:
// processes that are killed, lose power, run on damaged or full disks and are cut
// off from each other. It is a module of its own, so that neither the program nor
// its tests require a NATS server or a file system in user space.
//
// The short form runs with go test. The long form, with the full counts, is
//
//	BORDER_LONG=1 go test -timeout 60m -v .
//
// It needs Linux. Tests that mount or make network namespaces need root, and one
// builds a server of another version; what cannot be done is skipped aloud.
package clustertest
