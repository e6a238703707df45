// Package journal keeps the claims of a [border.Registry] in a file, so that what
// was acknowledged survives the process, the power and the disk, and so that the
// file stays one which people read, compare and merge.
//
// # The file
//
// A journal is JSON Lines: a header, then one claim a line, in the form of
// [border.Claim.AppendJSON]. Each line ends with its checksum, the CRC-32C of all
// bytes before it, as a last member "crc". The order of lines does not matter: a
// registry orders claims by (recorded, id). So the lines of two journals, put together
// while nobody has one open, are a journal.
//
// # What is promised
//
// A claim is in the file, and the file on the disk, before [Journal.Add] returns
// and before a view can see the claim; [Options] say what a power cut may cost if
// that is too slow. Callers that add at the same time share one write and one
// fsync. After a failure of either, a journal takes no claims until it has healed
// ([ErrFailed], [Journal.Err]): until all that was acknowledged is on the disk again,
// and as much as had failed could be written on trial.
//
// Before claims are acknowledged, the journal's name must still mean the file that
// is open, and that must have the size and the time at which it was left. If another
// program has removed, renamed, replaced, cut or written to it, they are not, and the
// journal takes no more ([ErrChanged]). Only a file that was written over in place,
// with as many bytes, within the same tick of its system's clock as a write of the
// journal (some milliseconds) or with its time put back, is found no sooner than when
// it is opened again.
//
// [Open] reads every line. What a crash can have left of the last write, and
// nothing else, is cut off, kept in a file beside the journal, and reported in
// [Recovery]. Anything else that is not a sealed line is a [CorruptError], and
// then the registry gets no claim at all. Beside the journal stands its mark, a
// file that says how far it had come, with the ids of its claims: a journal that lacks
// one of them is refused with [ErrTruncated].
//
// # What passes for a crash
//
// A write that was cut short leaves the beginning of its lines, or zero bytes in
// the place of whole sectors of 512 bytes. Behind the mark Open takes such a hole
// for that, and cannot know whether a disk lost the sector later: all lines from
// there on, also such as were acknowledged, are cut off, kept in the file beside
// the journal and told of in Recovery.Torn. Whole ones can be put back from there
// by hand, and sealed. Within what the mark covers, the same hole is damage and is
// refused. A file that was cut off behind the mark exactly at the end of a line
// looks like one that was never longer, and opens without a word; cut off anywhere
// else it is reported. The mark covers everything when the journal was closed; while
// it is open, all that was on the disk a second before.
//
// One process at a time may hold a journal open ([ErrLocked]). Reading one needs
// no lock: see [Read].
//
// A journal that was edited by hand has lines without a right checksum. [Seal]
// shows what changed and seals them; [Compact] writes a journal in the order of
// its claims, each once.
package journal
