package io.daybook.mime;

/** The entry point for a coverage-guided fuzzer: no octets break the parser or its guarantees. */
public final class MimeFuzz {
    private MimeFuzz() {}

    public static void fuzzerTestOneInput(byte[] message) {
        ParserGuarantees.check(message);
    }
}
