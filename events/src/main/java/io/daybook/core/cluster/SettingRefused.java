package io.daybook.core.cluster;

/**
 * A server of the cluster has answered, and a setting is wrong: one line for the operator, with the
 * way out and without secrets.
 */
public final class SettingRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingRefused(String message) {
        super(message);
    }
}
