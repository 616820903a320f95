package io.daybook.submission.jmap;

import io.daybook.core.jmap.SetError;

/** Ends the reading of one record with its {@link SetError}; never leaves this package. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SetError error;

    Refused(SetError error) {
        super(error.type(), null, false, false);
        this.error = error;
    }

    SetError error() {
        return error;
    }
}
