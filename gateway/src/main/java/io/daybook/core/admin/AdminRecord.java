package io.daybook.core.admin;

import io.daybook.core.Cause;
import java.util.Map;

/** Where it is written down what was done through the admin API. */
@FunctionalInterface
public interface AdminRecord {
    /** Durable when this returns. */
    void write(Cause cause, Deed deed);

    /**
     * @param settings parameters and fields of the body as text, secrets left out
     * @param detail why it was refused, empty when it was not
     */
    record Deed(
            String operation,
            String path,
            Map<String, String> settings,
            int status,
            String detail) {}
}
