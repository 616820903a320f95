package io.daybook.email.query;

import io.daybook.core.AccountId;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.projection.TextIndex;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** An index of the words of fixed emails that can be told to fall behind. */
final class FakeTexts implements TextIndex {
    long version = -1;
    boolean canCatchUp = true;
    int caughtUp;

    private final List<Mail> mails;

    FakeTexts(List<Mail> mails) {
        this.mails = mails;
    }

    @Override
    public long version(AccountId account) {
        return version;
    }

    @Override
    public boolean catchUp(AccountId account, long wanted) {
        if (canCatchUp && wanted > version) {
            version = wanted;
            caughtUp++;
        }
        return version >= wanted;
    }

    @Override
    public RoaringBitmap search(AccountId account, Text condition) {
        return with(condition.text());
    }

    @Override
    public RoaringBitmap search(AccountId account, Header condition) {
        return with(condition.name());
    }

    private RoaringBitmap with(String word) {
        var found = new RoaringBitmap();
        mails.stream()
                .filter(mail -> word.isBlank() || mail.words().contains(word))
                .forEach(mail -> found.add(mail.id()));
        return found;
    }
}
