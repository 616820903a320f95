package io.daybook.view;

import io.daybook.view.Frozen.Stored;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A row of a store that knows nothing but ordered octets.
 *
 * @param order the view's name, 0, the key
 */
public record KeyedOctets(byte[] order, byte[] octets) implements Stored {
    @Override
    public String view() {
        return new String(order, 0, nameLength(), StandardCharsets.US_ASCII);
    }

    private int nameLength() {
        int end = 0;
        while (order[end] != 0) {
            end++;
        }
        return end;
    }

    @Override
    public <K> K key(View<K, ?> view) {
        int start = nameLength() + 1;
        return view.keys().decode(ByteBuffer.wrap(order, start, order.length - start));
    }

    @Override
    public <R> Row<R> row(View<?, R> view) {
        return view.decode(octets);
    }
}
