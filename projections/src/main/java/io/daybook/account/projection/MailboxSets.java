package io.daybook.account.projection;

import io.daybook.core.Ids;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The different sets of mailboxes that emails are in, each kept once: most emails of an account
 * share a few. A set that no email uses any more gives its number back.
 */
final class MailboxSets {
    private final Map<Ids, Integer> numbers = new HashMap<>();
    private Ids[] sets = new Ids[8];
    private int[] uses = new int[8];
    private int[] free = new int[8];
    private int freeCount;
    private int used;

    /** The number of the set, used once more. */
    int use(Ids mailboxes) {
        Integer known = numbers.get(mailboxes);
        int number = known == null ? add(mailboxes) : known;
        uses[number]++;
        return number;
    }

    Ids get(int number) {
        return sets[number];
    }

    void release(int number) {
        if (--uses[number] == 0) {
            numbers.remove(sets[number]);
            sets[number] = Ids.NONE;
            if (freeCount == free.length) {
                free = Arrays.copyOf(free, freeCount * 2);
            }
            free[freeCount++] = number;
        }
    }

    private int add(Ids mailboxes) {
        int number = freeCount > 0 ? free[--freeCount] : used++;
        if (number == sets.length) {
            sets = Arrays.copyOf(sets, number * 2);
            uses = Arrays.copyOf(uses, number * 2);
        }
        sets[number] = mailboxes;
        numbers.put(mailboxes, number);
        return number;
    }

    long weight() {
        return 64 + 12L * sets.length + 120L * numbers.size();
    }
}
