package io.daybook.archive.file;

import io.daybook.archive.Flaw;
import java.io.IOException;

/** An archive that cannot be used, found while it was read. */
public final class FlawFound extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Flaw flaw;

    public FlawFound(Flaw flaw) {
        super(flaw.message());
        this.flaw = flaw;
    }

    static FlawFound broken(String where) {
        return new FlawFound(new Flaw.Broken(where));
    }

    public Flaw flaw() {
        return flaw;
    }
}
