package io.daybook.account.projection;

/** Somebody else has written the rows since they were read: they are to be read again. */
final class StaleRows extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
