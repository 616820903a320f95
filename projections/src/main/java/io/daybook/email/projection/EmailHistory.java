package io.daybook.email.projection;

import org.roaringbitmap.RoaringBitmap;

/**
 * What happened to the emails of an account after some event: the numbers of those that somebody
 * who knows the emails of then knows wrongly. Nothing is told of emails that came and went since.
 * Read, never changed.
 *
 * @param version the last event that it tells of
 * @param created emails that there are now
 * @param moved emails of before whose mailboxes changed
 * @param flagged emails of before whose keywords changed
 * @param destroyed emails of before
 * @param threads those that there are now and that got or lost an email
 */
public record EmailHistory(
        long version,
        RoaringBitmap created,
        RoaringBitmap moved,
        RoaringBitmap flagged,
        RoaringBitmap destroyed,
        RoaringBitmap threads) {
    /** Nothing happened after this event. */
    public static EmailHistory none(long version) {
        return new EmailHistory(
                version,
                new RoaringBitmap(),
                new RoaringBitmap(),
                new RoaringBitmap(),
                new RoaringBitmap(),
                new RoaringBitmap());
    }
}
