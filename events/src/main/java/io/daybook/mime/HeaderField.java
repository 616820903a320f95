package io.daybook.mime;

/**
 * One header field: the name as the message spells it, the value in Raw form (RFC 8621 section
 * 4.1.2.1).
 */
public record HeaderField(String name, String value) {}
