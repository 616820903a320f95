package io.daybook.account.projection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One number for each email and column, in pages: pages whose emails are all gone take no memory,
 * and a small account takes a small page.
 */
final class EmailTable {
    static final long NO_DATE = Long.MIN_VALUE;

    private static final int SHIFT = 10;
    private static final int MASK = (1 << SHIFT) - 1;
    private static final int SMALLEST = 16;
    private static final int OCTETS_PER_EMAIL = 28;

    private @Nullable Page[] pages = new Page[1];
    private int count;

    private static final class Page {
        int[] thread = new int[SMALLEST];
        int[] placed = new int[SMALLEST];
        int[] size = new int[SMALLEST];
        long[] received = new long[SMALLEST];
        long[] sent = new long[SMALLEST];
        int live;

        void ensure(int index) {
            if (index >= thread.length) {
                int capacity = Math.min(1 << SHIFT, Math.max(thread.length * 2, index + 1));
                thread = Arrays.copyOf(thread, capacity);
                placed = Arrays.copyOf(placed, capacity);
                size = Arrays.copyOf(size, capacity);
                received = Arrays.copyOf(received, capacity);
                sent = Arrays.copyOf(sent, capacity);
            }
        }
    }

    int count() {
        return count;
    }

    /**
     * @param placed the email's set of mailboxes, by its number in {@link MailboxSets}
     */
    void add(int email, int thread, long receivedAt, long sentAt, long octets, int placed) {
        int number = email >>> SHIFT;
        if (number >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(pages.length * 2, number + 1));
        }
        Page page = pages[number];
        if (page == null) {
            page = new Page();
            pages[number] = page;
        }
        int index = email & MASK;
        page.ensure(index);
        if (page.thread[index] != 0) {
            throw new IllegalStateException("email " + email + " is added twice");
        }
        page.thread[index] = thread;
        page.received[index] = receivedAt;
        page.sent[index] = sentAt;
        page.size[index] = (int) Math.min(octets, 0xFFFFFFFFL);
        page.placed[index] = placed;
        page.live++;
        count++;
    }

    void sent(int email, long sentAt) {
        Page page = page(email);
        if (page != null) {
            page.sent[email & MASK] = sentAt;
        }
    }

    void remove(int email) {
        Page page = page(email);
        if (page != null) {
            page.thread[email & MASK] = 0;
            count--;
            if (--page.live == 0) {
                pages[email >>> SHIFT] = null;
            }
        }
    }

    boolean has(int email) {
        return thread(email) != 0;
    }

    /** 0 when there is no such email. */
    int thread(int email) {
        Page page = page(email);
        return page == null ? 0 : page.thread[email & MASK];
    }

    long receivedAt(int email) {
        Page page = page(email);
        return page == null ? 0 : page.received[email & MASK];
    }

    long sentAt(int email) {
        Page page = page(email);
        return page == null ? NO_DATE : page.sent[email & MASK];
    }

    long size(int email) {
        Page page = page(email);
        return page == null ? 0 : Integer.toUnsignedLong(page.size[email & MASK]);
    }

    int placed(int email) {
        Page page = page(email);
        return page == null ? 0 : page.placed[email & MASK];
    }

    void place(int email, int placed) {
        Page page = page(email);
        if (page != null) {
            page.placed[email & MASK] = placed;
        }
    }

    long weight() {
        long weight = 4L * pages.length;
        for (Page page : pages) {
            weight += page == null ? 0 : 128L + (long) OCTETS_PER_EMAIL * page.thread.length;
        }
        return weight;
    }

    private @Nullable Page page(int email) {
        int number = email >>> SHIFT;
        Page page = number < pages.length ? pages[number] : null;
        return page == null || (email & MASK) >= page.thread.length ? null : page;
    }
}
