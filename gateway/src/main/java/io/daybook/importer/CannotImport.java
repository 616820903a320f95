package io.daybook.importer;

/** The import as a whole cannot go on; the message is one line that says why and what to do. */
public final class CannotImport extends Exception {
    private static final long serialVersionUID = 1L;

    public CannotImport(String message) {
        super(message);
    }
}
