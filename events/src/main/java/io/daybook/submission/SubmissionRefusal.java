package io.daybook.submission;

/** Why a submission was not made, canceled or destroyed. */
public sealed interface SubmissionRefusal {
    record NoSuchSubmission() implements SubmissionRefusal {}

    record NoSuchEmail() implements SubmissionRefusal {}

    record NoSuchIdentity() implements SubmissionRefusal {}

    /** The email has the keyword that the submission was to give it. */
    record AlreadyMarked(String keyword) implements SubmissionRefusal {}

    /** The email has so many keywords that it cannot get another one. */
    record NoRoomForMark(int maxKeywords) implements SubmissionRefusal {}

    /** Somebody has the message, or is being given it, or it failed for good. */
    record CannotUnsend() implements SubmissionRefusal {}

    /** So many are not finished yet. */
    record TooManyPending(int max) implements SubmissionRefusal {}
}
