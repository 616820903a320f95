package io.daybook.core.jmap;

/** Ends the reading of a call's arguments with its {@link MethodError}; carries no stack trace. */
public final class MethodException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient MethodError error;

    public MethodException(MethodError error) {
        super(error.type(), null, false, false);
        this.error = error;
    }

    public MethodError error() {
        return error;
    }
}
