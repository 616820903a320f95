package io.daybook.proof;

import java.util.List;

/** Proves one part of what is kept. Every bean of this type is asked by {@code verify}. */
public interface Verifier {
    /** Such as {@code journal}, {@code blobs}, {@code views}. */
    String part();

    /** Looks at everything in the scope, and goes on after what is wrong. */
    void verify(Scope scope, Report report);

    /**
     * What is looked at.
     *
     * @param streams of the journal, and what belongs to them; empty for all
     * @param anchors what the journal is compared with besides its own
     */
    record Scope(List<String> streams, List<Anchor> anchors) {
        public Scope {
            streams = List.copyOf(streams);
            anchors = List.copyOf(anchors);
        }

        public boolean isEverything() {
            return streams.isEmpty();
        }
    }

    /** Takes down what is found; on any thread. */
    interface Report {
        void found(Finding finding);

        /**
         * So much is done of so much in all.
         *
         * @param what is counted, such as {@code events}
         * @throws java.util.concurrent.CancellationException to end it
         */
        void progress(String what, long done, long inAll);
    }
}
