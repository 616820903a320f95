package io.daybook.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Threads: somebody begins, others answer with quotations, some write HTML or attach something. */
final class Conversations {
    private final Desk desk;

    /** What an answer refers to. */
    private record Said(String id, String references, Person by, String text) {}

    Conversations(Desk desk) {
        this.desk = desk;
    }

    void write(String topic, int length) {
        var people =
                new ArrayList<>(List.of(Person.ALICE, Words.pick(Person.FRIENDS, desk.random)));
        if (desk.random.nextInt(3) > 0) {
            people.add(Person.BOB);
        }
        Instant date = desk.past(110);
        Said last = null;
        for (int i = 0; i < length; i++) {
            Person writer = people.get((i + people.size() - 1) % people.size());
            var readers = people.stream().filter(it -> !it.equals(writer)).toList();
            String id = desk.nextId();
            String own = Words.paragraph(topic, desk.random) + Words.ending(writer, desk.random);
            String subject = (last == null ? "" : "Re: ") + Words.subject(topic);
            String fields = desk.fields(writer, readers, subject, id, date);
            String references = "";
            if (last != null) {
                references = (last.references() + " <" + last.id() + ">").strip();
                fields +=
                        "In-Reply-To: <"
                                + last.id()
                                + ">\r\nReferences: "
                                + references.replace(" ", "\r\n ")
                                + "\r\n";
            }
            String text = last == null ? own : own + "\n" + quoted(last);
            desk.deliver(
                    writer, readers, date, i + 1 < length, part(topic, own, text).message(fields));
            last = new Said(id, references, writer, own);
            date = desk.later(date);
        }
    }

    private Part part(String topic, String own, String text) {
        return switch (desk.random.nextInt(8)) {
            case 0, 1 -> alternative(own, text);
            case 2 ->
                    Part.multipart(
                            "mixed", desk.boundary(), List.of(Part.plain(text), picture(topic)));
            case 3 ->
                    Part.multipart(
                            "mixed",
                            desk.boundary(),
                            List.of(
                                    alternative(own, text),
                                    Part.attachment(
                                            "text/plain",
                                            "notes.txt",
                                            own.getBytes(StandardCharsets.UTF_8))));
            default -> Part.plain(text);
        };
    }

    private Part alternative(String own, String text) {
        String html = own.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\n");
        return Part.multipart(
                "alternative",
                desk.boundary(),
                List.of(
                        Part.plain(text),
                        Part.html("<html><body><p>" + html + "</p></body></html>\n")));
    }

    private Part picture(String topic) {
        byte[] png =
                Attachments.png(
                        desk.random.nextInt(256),
                        desk.random.nextInt(256),
                        desk.random.nextInt(256));
        return Part.attachment(
                "image/png",
                Words.subject(topic).toLowerCase(Locale.ROOT).replace(' ', '-') + ".png",
                png);
    }

    private static String quoted(Said last) {
        return last.by().name()
                + " wrote:\n"
                + last.text()
                        .strip()
                        .lines()
                        .map(line -> "> " + line)
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
