package io.daybook.core.jmap.standard;

/**
 * What a property is made of is kept no more. Of the past that happens: such a record is not found;
 * of the present it is a fault of the store.
 */
public final class ContentGone extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public ContentGone(String message) {
        super(message);
    }
}
