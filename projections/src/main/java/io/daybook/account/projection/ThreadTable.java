package io.daybook.account.projection;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The emails of each thread. A thread of one email, as most are, is just that number. */
final class ThreadTable {
    private static final int SHIFT = 10;
    private static final int MASK = (1 << SHIFT) - 1;
    private static final int[] NONE = new int[0];

    private @Nullable Page[] pages = new Page[1];

    private static final class Page {
        int[] only = new int[16];
        @Nullable Conversation[] many = new Conversation[0];
        int live;
    }

    boolean has(int thread) {
        return only(thread) != 0 || conversation(thread) != null;
    }

    /** The email of a thread that has just one, else 0. */
    int only(int thread) {
        Page page = page(thread);
        int index = thread & MASK;
        return page == null || index >= page.only.length ? 0 : page.only[index];
    }

    /** The thread when it has more than one email, else null. */
    @Nullable Conversation conversation(int thread) {
        Page page = page(thread);
        int index = thread & MASK;
        return page == null || index >= page.many.length ? null : page.many[index];
    }

    /** By ascending receivedAt, then id. */
    int[] emails(int thread) {
        int only = only(thread);
        if (only != 0) {
            return new int[] {only};
        }
        var conversation = conversation(thread);
        return conversation == null ? NONE : conversation.emails();
    }

    void setOnly(int thread, int email) {
        Page page = makePage(thread);
        int index = thread & MASK;
        if (index >= page.only.length) {
            page.only = Arrays.copyOf(page.only, capacity(page.only.length, index));
        }
        page.live += page.only[index] == 0 ? 1 : 0;
        page.only[index] = email;
        if (index < page.many.length && page.many[index] != null) {
            page.many[index] = null;
            page.live--;
        }
    }

    void setConversation(int thread, Conversation conversation) {
        Page page = makePage(thread);
        int index = thread & MASK;
        if (index >= page.many.length) {
            page.many = Arrays.copyOf(page.many, capacity(page.many.length, index));
        }
        page.live += page.many[index] == null ? 1 : 0;
        page.many[index] = conversation;
        if (index < page.only.length && page.only[index] != 0) {
            page.only[index] = 0;
            page.live--;
        }
    }

    void remove(int thread) {
        Page page = page(thread);
        if (page == null) {
            return;
        }
        int index = thread & MASK;
        if (index < page.only.length && page.only[index] != 0) {
            page.only[index] = 0;
            page.live--;
        }
        if (index < page.many.length && page.many[index] != null) {
            page.many[index] = null;
            page.live--;
        }
        if (page.live == 0) {
            pages[thread >>> SHIFT] = null;
        }
    }

    /** The first thread from this number on, or 0. */
    int next(int from) {
        for (int thread = from; thread >>> SHIFT < pages.length; thread++) {
            if (pages[thread >>> SHIFT] == null) {
                thread |= MASK;
            } else if (has(thread)) {
                return thread;
            }
        }
        return 0;
    }

    void forEach(IntConsumer action) {
        for (int thread = next(1); thread > 0; thread = next(thread + 1)) {
            action.accept(thread);
        }
    }

    long weight() {
        long weight = 4L * pages.length;
        for (Page page : pages) {
            if (page != null) {
                weight += 64 + 4L * (page.only.length + page.many.length);
                for (Conversation conversation : page.many) {
                    weight += conversation == null ? 0 : conversation.weight();
                }
            }
        }
        return weight;
    }

    private static int capacity(int length, int index) {
        return Math.min(1 << SHIFT, Math.max(length * 2, index + 1));
    }

    private @Nullable Page page(int thread) {
        int number = thread >>> SHIFT;
        return number < pages.length ? pages[number] : null;
    }

    private Page makePage(int thread) {
        int number = thread >>> SHIFT;
        if (number >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(pages.length * 2, number + 1));
        }
        Page page = pages[number];
        if (page == null) {
            page = new Page();
            pages[number] = page;
        }
        return page;
    }
}
