package io.daybook.submission;

/** What became of one recipient of a submission. */
public enum Fate {
    /** It is to be tried, or tried again. */
    QUEUED,
    /** The next server took the responsibility; whether it delivers is not known. */
    RELAYED,
    /** A server refused it for good, or it expired. */
    FAILED,
    /** An attempt was cut off, so that the next server may have it or not; never tried again. */
    UNKNOWN,
    /** The user canceled the submission before it was sent. */
    CANCELED
}
