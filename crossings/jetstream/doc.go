// Package jetstream carries the claims of a border.Registry to and from a stream
// of NATS JetStream, so that any number of machines show the same registry, and
// the loss of one costs nothing that was acknowledged.
//
// The stream is the truth: a log of claims, one a message. [Open] finds or makes
// it. [Log.Append] adds claims to it; [Log.Follow] folds it into a registry and
// goes on as claims come in.
//
// # What is promised
//
// Append returns when most of the servers have the claims on their disks, if they
// run with "sync_interval: always"; JetStream's own default acknowledges what a
// power cut takes away. A claim that was not acknowledged may be in the log or
// not; appending it again settles that and makes no second one.
//
// A [Follower] folds sequence after sequence. Where the server that it reads from
// lacks some, as JetStream does without a word after damage to a stored block, the
// follower stops, asks the stream's leader for each, then the other followers, and
// goes on only with the very next one. Whether its registry is current, and if not
// why, is in [Status]: a registry with a hole, behind, cut off from most servers,
// or from a log that went back, is never current. No claim is taken back.
//
// Each follower keeps what it folds in an archive: a journal, which package
// journal and the program crossings read without any server, and a file that says
// which claim came at which sequence. It starts from there, and heals others from
// it. At regular distances a checkpoint goes through the log with a sum of all
// claims of a registry; every follower compares it with its own, and those that
// differ are named in [Status].
//
// # The fold
//
// All followers of a log that began with equal registries end with equal ones, by
// this rule: messages are taken one by one, in order. A claim whose retracts or
// denies name claims that are not there yet waits until they are. What a registry
// refuses, such as a second content under one id or a crossing it does not know,
// is set aside, counted, and tried again when the follower starts anew.
package jetstream
