package io.daybook.archive;

/** Why an archive cannot be used. */
public sealed interface Flaw {
    /** One line for the operator: what is wrong and what to do. */
    String message();

    /** It ends early, or was changed after it was written. */
    record Broken(String where) implements Flaw {
        @Override
        public String message() {
            return where + ": the archive is cut off or was changed; copy or export it again";
        }
    }

    record NotAnArchive() implements Flaw {
        @Override
        public String message() {
            return "this is no archive of an account, or its end is missing; copy it again";
        }
    }

    record WrongPassphrase() implements Flaw {
        @Override
        public String message() {
            return "the passphrase does not open the archive; give the one that it was exported with";
        }
    }

    record PassphraseNeeded() implements Flaw {
        @Override
        public String message() {
            return "the archive is protected; give its passphrase with --passphrase-file";
        }
    }

    /**
     * @param what the format or the event that is not known here
     */
    record Newer(String writtenBy, String what) implements Flaw {
        @Override
        public String message() {
            return "the archive was written by "
                    + writtenBy
                    + " and holds what this one does not know ("
                    + what
                    + "); use that version or a later one";
        }
    }

    /** An archive of a later part of a stream, or of another moment of it. */
    record DoesNotFollow(String what) implements Flaw {
        @Override
        public String message() {
            return what;
        }
    }
}
