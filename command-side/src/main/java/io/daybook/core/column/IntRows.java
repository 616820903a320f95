package io.daybook.core.column;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Rows of ints by number from 0, in pages. A row lives while its column 0 is not 0. A page without
 * live rows is dropped and a page that has become sparse is packed, so that the memory follows the
 * live rows. {@link #freeze} takes a view of the moment; pages are copied when written after it.
 */
public final class IntRows {
    /** Rows of one page. */
    public static final int PAGE = 2048;

    private static final int SMALLEST = 16;
    private static final Page[] NONE = new Page[0];

    private final int width;
    private Page[] pages = NONE;
    private long stamps;
    private long octets;

    /**
     * @param width ints of a row, at least 1
     */
    public IntRows(int width) {
        this.width = width;
    }

    /** 0 when the row was never written or is cleared. */
    public int get(int row, int column) {
        int number = row / PAGE;
        if (row < 0 || number >= pages.length || pages[number] == null) {
            return 0;
        }
        Page page = pages[number];
        int at = page.offset(row % PAGE, width);
        return at < 0 ? 0 : page.data[at + column];
    }

    /** Writes one column; a row begins to live when its column 0 is written. */
    public void set(int row, int column, int value) {
        Page page = writable(row / PAGE);
        int at = page.offset(row % PAGE, width);
        if (at < 0) {
            at = grow(page, row % PAGE);
        }
        if (column == 0) {
            page.live += (value == 0 ? 0 : 1) - (page.data[at] == 0 ? 0 : 1);
        }
        page.data[at + column] = value;
    }

    /** Writes all columns of a row that does not live yet; the first is not 0. */
    public void put(int row, int[] values) {
        Page page = writable(row / PAGE);
        int at = page.offset(row % PAGE, width);
        if (at < 0) {
            at = grow(page, row % PAGE);
        }
        page.live += page.data[at] == 0 ? 1 : 0;
        System.arraycopy(values, 0, page.data, at, width);
    }

    /** Ends the row's life; all its columns read 0 afterwards. */
    public void clear(int row) {
        if (get(row, 0) == 0) {
            return;
        }
        int number = row / PAGE;
        Page page = writable(number);
        int at = page.offset(row % PAGE, width);
        Arrays.fill(page.data, at, at + width, 0);
        page.live--;
        if (page.live == 0) {
            octets -= page.octets();
            pages[number] = null;
        } else if (page.data.length > SMALLEST * width
                && page.live * 4 < page.data.length / width) {
            octets -= page.octets();
            page.pack(width);
            octets += page.octets();
        }
    }

    /** Visits the live rows in ascending order; the rows are not to be changed meanwhile. */
    public void forEach(IntConsumer action) {
        for (int number = 0; number < pages.length; number++) {
            if (pages[number] != null) {
                pages[number].forEach(number * PAGE, width, action);
            }
        }
    }

    /** The memory that the rows take, roughly. */
    public long octets() {
        return octets + 4L * pages.length + 64;
    }

    /** The rows as they are now, for reading on another thread while these go on changing. */
    public Frozen freeze() {
        for (Page page : pages) {
            if (page != null) {
                page.frozen = true;
            }
        }
        return new Frozen(width, pages.clone());
    }

    private Page writable(int number) {
        if (number >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(number + 1, pages.length + pages.length / 2));
        }
        Page page = pages[number];
        if (page == null) {
            page = new Page(new int[0], ++stamps);
            pages[number] = page;
            octets += page.octets();
        } else if (page.frozen) {
            page = page.copy(++stamps);
            pages[number] = page;
        }
        return page;
    }

    private int grow(Page page, int row) {
        octets -= page.octets();
        page.grow(row, width);
        octets += page.octets();
        return page.offset(row, width);
    }

    /** The rows at one moment. */
    public static final class Frozen {
        private final int width;
        private final Page[] pages;

        private Frozen(int width, Page[] pages) {
            this.width = width;
            this.pages = pages;
        }

        public int pages() {
            return pages.length;
        }

        /** Tells two contents of a page apart; 0 when the page has no live rows. */
        public long stamp(int page) {
            return pages[page] == null ? 0 : pages[page].stamp;
        }

        public void forEach(int page, IntConsumer action) {
            if (pages[page] != null) {
                pages[page].forEach(page * PAGE, width, action);
            }
        }

        public int get(int row, int column) {
            Page page = pages[row / PAGE];
            int at = page == null ? -1 : page.offset(row % PAGE, width);
            return at < 0 ? 0 : page.data[at + column];
        }
    }

    private static final class Page {
        private int[] data;

        /** The rows that {@code data} holds, ascending; null when it holds all from 0. */
        private short @org.jspecify.annotations.Nullable [] rows;

        private int live;
        private boolean frozen;
        private final long stamp;

        Page(int[] data, long stamp) {
            this.data = data;
            this.stamp = stamp;
        }

        int offset(int row, int width) {
            if (rows == null) {
                return row * width < data.length ? row * width : -1;
            }
            int at = Arrays.binarySearch(rows, (short) row);
            return at < 0 ? -1 : at * width;
        }

        void grow(int row, int width) {
            if (rows != null) {
                unpack(width);
            }
            int need = row + 1;
            int size = Math.max(SMALLEST, data.length / width);
            while (size < need) {
                size *= 2;
            }
            data = Arrays.copyOf(data, size * width);
        }

        void pack(int width) {
            short[] kept = new short[live];
            int[] packed = new int[live * width];
            int[] next = {0};
            forEach(0, width, row -> kept[next[0]++] = (short) row);
            for (int i = 0; i < live; i++) {
                System.arraycopy(data, offset(kept[i], width), packed, i * width, width);
            }
            data = packed;
            rows = kept;
        }

        private void unpack(int width) {
            short[] from = rows;
            int[] packed = data;
            data = new int[(from[from.length - 1] + 1) * width];
            rows = null;
            for (int i = 0; i < from.length; i++) {
                System.arraycopy(packed, i * width, data, from[i] * width, width);
            }
        }

        void forEach(int first, int width, IntConsumer action) {
            for (int i = 0; i * width < data.length; i++) {
                if (data[i * width] != 0) {
                    action.accept(first + (rows == null ? i : rows[i]));
                }
            }
        }

        Page copy(long newStamp) {
            var copy = new Page(data.clone(), newStamp);
            copy.rows = rows;
            copy.live = live;
            return copy;
        }

        int octets() {
            return 4 * data.length + (rows == null ? 0 : 2 * rows.length) + 64;
        }
    }
}
