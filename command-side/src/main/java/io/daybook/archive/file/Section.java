package io.daybook.archive.file;

/** What the parts of an archive hold, in the order in which they come. */
public enum Section {
    /** Contents with their hashes, sealed under the key of the archive. */
    BLOBS,
    /** The account's events as its journal has them: sealed under the key of the account. */
    EVENTS,
    /** The events of the user's own stream, likewise. */
    USER
}
