package io.daybook.email.projection;

class NaiveTextIndexTest implements TextIndexContract {
    @Override
    public TextIndex index(MailStreams streams) {
        return new NaiveTextIndex(streams);
    }
}
