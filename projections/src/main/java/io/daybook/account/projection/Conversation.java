package io.daybook.account.projection;

import java.util.Arrays;

/**
 * A thread of more than one email: its emails in order, how many of them are in which mailbox, and
 * how many are unread.
 */
final class Conversation {
    private int[] emails = new int[2];
    private int size;
    private int[] places = new int[2];
    private int placesLength;

    /** Unread emails that are somewhere but in the trash only. */
    int unreadOutside;

    /** Unread emails that are in the trash. */
    int unreadInTrash;

    int size() {
        return size;
    }

    int emailAt(int index) {
        return emails[index];
    }

    int[] emails() {
        return Arrays.copyOf(emails, size);
    }

    void insert(int email, EmailTable table) {
        if (size == emails.length) {
            emails = Arrays.copyOf(emails, size < 8 ? size + 1 : size + (size >> 1));
        }
        int at = position(email, table);
        System.arraycopy(emails, at, emails, at + 1, size - at);
        emails[at] = email;
        size++;
    }

    void remove(int email, EmailTable table) {
        int at = position(email, table);
        System.arraycopy(emails, at + 1, emails, at, size - at - 1);
        size--;
    }

    private int position(int email, EmailTable table) {
        long receivedAt = table.receivedAt(email);
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long here = table.receivedAt(emails[middle]);
            if (here < receivedAt || (here == receivedAt && emails[middle] < email)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Counts the mailbox once more ({@code change} 1) or once less (-1). */
    void count(int mailbox, int change) {
        for (int i = 0; i < placesLength; i += 2) {
            if (places[i] == mailbox) {
                places[i + 1] += change;
                if (places[i + 1] == 0) {
                    placesLength -= 2;
                    places[i] = places[placesLength];
                    places[i + 1] = places[placesLength + 1];
                }
                return;
            }
        }
        if (placesLength == places.length) {
            places = Arrays.copyOf(places, placesLength + Math.max(2, (placesLength >> 2) * 2));
        }
        places[placesLength++] = mailbox;
        places[placesLength++] = change;
    }

    int placeCount() {
        return placesLength / 2;
    }

    int placeAt(int index) {
        return places[2 * index];
    }

    long weight() {
        return 72 + 4L * (emails.length + places.length);
    }
}
