// Package crashtest tests a journal as the world treats it: the power is cut under
// a real file system, and real processes that write are killed. It is a module of
// its own, so that nobody who uses package journal gets its dependencies.
//
// Power cuts need the right to mount a file system with FUSE, which root has;
// elsewhere that test is skipped, and says so. With BORDER_LONG=1 there are 1,000
// power cuts and 200 killed writers, otherwise fewer.
package crashtest
