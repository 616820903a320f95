package io.daybook.mime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a part's octets, which needs no table: the message's blob and where in it the part
 * lies. A part of an attached message that is itself encoded is a slice of a slice.
 *
 * @param message the blob id of the message: {@code B} and 43 base64url characters
 * @param slices at least one, the outermost first
 */
public record PartBlob(String message, List<Slice> slices) {
    /** Slices of an id; it never has more than 44 + 12 * 16 characters. */
    public static final int MAX_SLICES = 12;

    private static final Pattern MESSAGE = Pattern.compile("B[A-Za-z0-9_-]{43}");
    private static final Pattern SLICES =
            Pattern.compile("(0|[1-9a-z][0-9a-z]{0,5})-(0|[1-9a-z][0-9a-z]{0,5})-([nbqux])(_|$)");
    private static final int DIGEST_LENGTH = 44;
    private static final int MAX_LENGTH = 255;

    /** Octets of the enclosing message, and how they are encoded. */
    public record Slice(int offset, int length, TransferEncoding encoding) {}

    public PartBlob {
        slices = List.copyOf(slices);
    }

    /**
     * The id of a part's octets, or empty when messages are attached in each other too deeply for
     * an id.
     *
     * @param blobId of the message that the part was parsed from: of a whole message, or itself of
     *     a part
     * @throws IllegalArgumentException when that is neither
     */
    public static Optional<String> of(String blobId, Part part) {
        var slice = new Slice(part.offset(), part.length(), part.encoding());
        if (MESSAGE.matcher(blobId).matches()) {
            return Optional.of(new PartBlob(blobId, List.of(slice)).id());
        }
        var outer =
                parse(blobId)
                        .orElseThrow(() -> new IllegalArgumentException("no blob id: " + blobId));
        var inner = outer.slice(slice);
        return inner.slices.size() > MAX_SLICES ? Optional.empty() : Optional.of(inner.id());
    }

    /** The part named by an id, or empty when {@link #of} cannot have made the id. */
    public static Optional<PartBlob> parse(String id) {
        if (id.length() < DIGEST_LENGTH || id.length() > MAX_LENGTH || id.charAt(0) != 'P') {
            return Optional.empty();
        }
        String message = "B" + id.substring(1, DIGEST_LENGTH);
        var matcher = SLICES.matcher(id).region(DIGEST_LENGTH, id.length());
        var slices = new ArrayList<Slice>();
        boolean more = MESSAGE.matcher(message).matches();
        while (more && matcher.lookingAt()) {
            long offset = Long.parseLong(matcher.group(1), 36);
            long length = Long.parseLong(matcher.group(2), 36);
            if (offset + length > Integer.MAX_VALUE || slices.size() == MAX_SLICES) {
                return Optional.empty();
            }
            slices.add(new Slice((int) offset, (int) length, encoding(matcher.group(3).charAt(0))));
            more = matcher.group(4).equals("_");
            if (more && isVerbatim(slices.getLast())) {
                return Optional.empty();
            }
            matcher.region(matcher.end(), id.length());
        }
        return more || slices.isEmpty() || matcher.regionStart() != id.length()
                ? Optional.empty()
                : Optional.of(new PartBlob(message, slices));
    }

    public String id() {
        var id = new StringBuilder("P").append(message, 1, message.length());
        String separator = "";
        for (var slice : slices) {
            id.append(separator).append(Integer.toString(slice.offset, 36));
            id.append('-').append(Integer.toString(slice.length, 36));
            id.append('-').append(slice.encoding.letter());
            separator = "_";
        }
        return id.toString();
    }

    /** The decoded octets, or empty when the message is too short to have such a part. */
    public Optional<byte[]> open(byte[] messageOctets) {
        byte[] octets = messageOctets;
        for (var slice : slices) {
            if ((long) slice.offset + slice.length > octets.length) {
                return Optional.empty();
            }
            octets =
                    PartContent.decode(octets, slice.offset, slice.length, slice.encoding).octets();
        }
        return Optional.of(octets);
    }

    /** This part's part; where this one is not encoded, the two are one slice of the message. */
    private PartBlob slice(Slice inner) {
        var all = new ArrayList<>(slices);
        var last = all.getLast();
        if (isVerbatim(last)) {
            all.removeLast();
            all.add(new Slice(last.offset + inner.offset, inner.length, inner.encoding));
        } else {
            all.add(inner);
        }
        return new PartBlob(message, all);
    }

    private static boolean isVerbatim(Slice slice) {
        return slice.encoding == TransferEncoding.IDENTITY
                || slice.encoding == TransferEncoding.UNKNOWN;
    }

    private static TransferEncoding encoding(char letter) {
        return Arrays.stream(TransferEncoding.values())
                .filter(encoding -> encoding.letter() == letter)
                .findFirst()
                .orElseThrow();
    }
}
