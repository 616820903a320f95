package io.daybook.view;

/**
 * A view is behind and cannot be caught up now: {@code serverUnavailable} (RFC 8620 section 3.6.2).
 */
public final class ViewUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ViewUnavailable(String message) {
        super(message);
    }
}
