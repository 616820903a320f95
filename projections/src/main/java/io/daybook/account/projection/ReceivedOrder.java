package io.daybook.account.projection;

/** Sorts emails by ascending receivedAt, then id, without boxing; linear when they are sorted. */
final class ReceivedOrder {
    private static final int SHORT = 16;

    private ReceivedOrder() {}

    /** The emails in order: the array itself when it is in order already, else a new one. */
    static int[] sorted(int[] emails, EmailTable table) {
        long[] keys = new long[emails.length];
        boolean inOrder = true;
        for (int i = 0; i < emails.length; i++) {
            keys[i] = table.receivedAt(emails[i]);
            inOrder &= i == 0 || before(keys[i - 1], emails[i - 1], keys[i], emails[i]);
        }
        if (inOrder) {
            return emails;
        }
        var sort = new Sort(keys, emails.clone());
        sort.range(0, emails.length);
        return sort.emails;
    }

    private static boolean before(long key, int email, long otherKey, int otherEmail) {
        return key < otherKey || (key == otherKey && email < otherEmail);
    }

    private static final class Sort {
        private final long[] keys;
        private final int[] emails;
        private final long[] spareKeys;
        private final int[] spareEmails;

        Sort(long[] keys, int[] emails) {
            this.keys = keys;
            this.emails = emails;
            this.spareKeys = new long[keys.length / 2 + 1];
            this.spareEmails = new int[keys.length / 2 + 1];
        }

        void range(int from, int to) {
            if (to - from <= SHORT) {
                insert(from, to);
                return;
            }
            int middle = (from + to) >>> 1;
            range(from, middle);
            range(middle, to);
            if (!before(keys[middle - 1], emails[middle - 1], keys[middle], emails[middle])) {
                merge(from, middle, to);
            }
        }

        private void insert(int from, int to) {
            for (int i = from + 1; i < to; i++) {
                long key = keys[i];
                int email = emails[i];
                int at = i;
                while (at > from && before(key, email, keys[at - 1], emails[at - 1])) {
                    keys[at] = keys[at - 1];
                    emails[at] = emails[at - 1];
                    at--;
                }
                keys[at] = key;
                emails[at] = email;
            }
        }

        private void merge(int from, int middle, int to) {
            int left = middle - from;
            System.arraycopy(keys, from, spareKeys, 0, left);
            System.arraycopy(emails, from, spareEmails, 0, left);
            int at = from;
            int next = 0;
            int right = middle;
            while (next < left) {
                boolean takeRight =
                        right < to
                                && before(
                                        keys[right],
                                        emails[right],
                                        spareKeys[next],
                                        spareEmails[next]);
                keys[at] = takeRight ? keys[right] : spareKeys[next];
                emails[at++] = takeRight ? emails[right++] : spareEmails[next++];
            }
        }
    }
}
