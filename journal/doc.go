// Package journal keeps the claims of a [border.Registry] in a file on disk. A claim
// that was acknowledged survives the end of the process and a power cut. The file is
// text that people can read, compare and merge.
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
// [Journal.Add] acknowledges a claim by returning. Before that, the claim is written to
// the file and the file is synced to the disk, and no view sees the claim earlier. If
// that is too slow, [Options] allow less. Callers that add at the same time share one
// write and one fsync.
//
// If a write or an fsync fails, the journal takes no claims until it has healed
// ([ErrFailed], [Journal.Err]). It has healed when all acknowledged claims are on the
// disk again, and a trial write of as many bytes as the failed one has succeeded.
//
// Before each acknowledgement, the journal checks that its name still means the open
// file, and that the file has the size and the time of the journal's last write. If
// another program has removed, renamed, replaced, cut or written to it, nothing is
// acknowledged any more ([ErrChanged]). One case is found only when the journal is
// opened again: the file was overwritten in place with as many bytes, and its time is
// the same, because it was put back or because it all happened within one tick of the
// file system's clock (some milliseconds).
//
// [Open] reads every line. If the file ends with what a crash can have left of the last
// write, Open cuts that off, keeps it in a file beside the journal, and reports it in
// [Recovery]. Anything else that is not a sealed line, one with its right checksum, is
// a [CorruptError]; then the registry gets no claim at all.
//
// Beside the journal is its mark: a file that says how long the journal was and which
// claims it had. A journal that lacks one of them is refused with [ErrTruncated]. When the
// journal is closed, the mark covers all of it; while it is open, all that was on the
// disk a second before.
//
// # What passes for a crash
//
// A write that was cut short leaves the beginning of its lines, or zero bytes in place
// of whole sectors of 512 bytes. What Open does with such a hole depends on the mark:
//
//   - In the part that the mark covers, a hole is damage, and the journal is refused.
//   - Behind that part, a hole is taken for a write that was cut short. Open cannot know
//     whether the disk lost the sector later. It cuts off all lines from the hole on, even
//     acknowledged ones, keeps them in the file beside the journal, and reports them in
//     Recovery.Torn. Lines that are whole can be put back by hand from there, and sealed.
//
// A file that was cut behind the marked part, exactly at the end of a line, looks as if it
// had never been longer, and opens without a report. Cut anywhere else, it is reported.
//
// # Other programs
//
// One process at a time may have a journal open ([ErrLocked]). Reading one needs no lock:
// see [Read].
//
// A journal that was edited by hand has lines without the right checksum. [Seal] shows
// what changed and seals them. [Compact] writes a journal anew, in the order of its
// claims, each once.
package journal
