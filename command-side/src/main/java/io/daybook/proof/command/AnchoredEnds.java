package io.daybook.proof.command;

import io.daybook.proof.Anchor;
import io.daybook.proof.Anchor.Head;
import io.daybook.proof.Finding;
import io.daybook.proof.MerkleTree;
import io.daybook.proof.Verifier.Report;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What anchors say that the chains of the streams were. An anchor that was handed in proves those
 * that are kept up to it, as each names the one before; so a change is found between two of them.
 */
final class AnchoredEnds {
    private static final String ELSEWHERE =
            "Compare with another copy of the anchor; if this copy is the right one, somebody has"
                    + " changed what the data folder keeps.";

    private final KeptAnchors kept;
    private final Report report;
    private final Map<String, NavigableMap<Long, byte[]>> ends = new HashMap<>();

    AnchoredEnds(KeptAnchors kept, Report report) {
        this.kept = kept;
        this.report = report;
    }

    /** The hashes by stream and event. What is wrong with an anchor is reported, and not used. */
    Map<String, NavigableMap<Long, byte[]>> of(List<Anchor> given) {
        var ids = new HashMap<Long, String>();
        given.stream()
                .sorted(Comparator.comparingLong(Anchor::number).reversed())
                .filter(this::isSound)
                .forEach(anchor -> {
                    ids.put(anchor.number(), anchor.id());
                    add(anchor);
                });
        walk(ids);
        return ends;
    }

    private boolean isSound(Anchor anchor) {
        if (!anchor.isSound()) {
            found(
                    "anchor changed",
                    anchor,
                    "its ends are not those that its root was made of: the file is damaged or was"
                            + " changed");
        }
        return anchor.isSound();
    }

    /** Follows the kept anchors from the first, as long as each names the one before. */
    private void walk(Map<Long, String> given) {
        var heads = new TreeMap<String, Head>(MerkleTree.ORDER);
        String previous = Anchor.NONE;
        long number = 0;
        for (var anchor : kept.all()) {
            number++;
            if (anchor == null || anchor.number() != number) {
                wrong("anchor missing", number, "its file is gone or is none");
                return;
            }
            anchor.heads().forEach(head -> heads.put(head.stream(), head));
            if (!anchor.previous().equals(previous)
                    || !MerkleTree.root(List.copyOf(heads.values())).equals(anchor.root())) {
                wrong("anchor changed", number, "it is not what was made, or not in its place");
                return;
            }
            previous = anchor.id();
            if (!previous.equals(given.getOrDefault(number, previous))) {
                found(
                        "anchor exchanged",
                        anchor,
                        "the one that is kept is not the one that was handed in");
                return;
            }
            add(anchor);
        }
        long last = number;
        given.keySet().stream()
                .filter(it -> it > last)
                .forEach(it -> wrong("anchor missing", it, "only " + last + " are kept"));
    }

    /** What a given anchor says counts more than what is kept. */
    private void add(Anchor anchor) {
        for (var head : anchor.heads()) {
            ends.computeIfAbsent(head.stream(), _ -> new TreeMap<>())
                    .putIfAbsent(head.seq(), HexFormat.of().parseHex(head.hash()));
        }
    }

    private void found(String kind, Anchor anchor, String what) {
        report.found(
                new Finding(
                        JournalVerifier.PART,
                        kind,
                        "anchor " + anchor.number() + " of " + anchor.at(),
                        what,
                        ELSEWHERE));
    }

    private void wrong(String kind, long number, String what) {
        report.found(new Finding(JournalVerifier.PART, kind, "anchor " + number, what, ELSEWHERE));
    }
}
