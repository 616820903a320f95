package io.daybook.refusal;

import io.daybook.core.Command;

/** Notes refusals. The answer is the sequence number of the event. */
public record NoteRefusals(RefusalEvent refusals) implements Command {
    /** The one stream. */
    public static final String STREAM = "refusals";

    @Override
    public String stream() {
        return STREAM;
    }
}
