package io.daybook.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Mail that nobody answers: newsletters, bills, invitations, junk, drafts and what was thrown away.
 */
final class Notices {
    private static final Person NEWS = new Person("The Hill Courier", "news@example.com");
    private static final Person BILLS = new Person("Water and Light", "bills@example.net");

    private final Desk desk;

    Notices(Desk desk) {
        this.desk = desk;
    }

    void newsletter(Person reader, int issue) {
        String topic = Words.pick(Words.TOPICS, desk.random);
        String headline = "Courier no. " + issue + ": " + Words.subject(topic);
        String id = desk.nextId();
        String text =
                Words.paragraph(topic, desk.random)
                        + "\n\nRead on at https://courier.example.com/"
                        + issue
                        + "\n";
        String html =
                "<html><head><title>"
                        + headline
                        + "</title><style>p { color: #333 }</style></head><body>"
                        + "<img src=\"cid:head-"
                        + id
                        + "\" alt=\"The Hill Courier\"><h1>"
                        + headline
                        + "</h1><p>"
                        + text.replace("\n", "<br>\n")
                        + "</p></body></html>\n";
        byte[] png = Attachments.png(40, 90, 200);
        Part related =
                Part.multipart(
                        "related",
                        desk.boundary(),
                        List.of(
                                Part.html(html),
                                Part.inline("image/png", "head.png", "head-" + id, png)));
        Part part =
                Part.multipart("alternative", desk.boundary(), List.of(Part.plain(text), related));
        Instant date = desk.past(100);
        String fields =
                desk.fields(NEWS, List.of(reader), headline, id, date)
                        + "List-Id: The Hill Courier <courier.example.com>\r\n"
                        + "List-Unsubscribe: <https://courier.example.com/leave>\r\n";
        desk.deliver(NEWS, List.of(reader), date, false, part.message(fields));
    }

    void bill(Person reader, int number) {
        Instant date = desk.past(100);
        int cents = 1000 + desk.random.nextInt(9000);
        String amount = cents / 100 + "." + cents % 100 / 10 + cents % 10;
        String subject = "Invoice " + (2000 + number) + " over " + amount;
        Part part =
                Part.multipart(
                        "mixed",
                        desk.boundary(),
                        List.of(
                                Part.plain(
                                        "Dear "
                                                + reader.firstName()
                                                + ",\n\nplease find the invoice over "
                                                + amount
                                                + " attached.\n"),
                                Part.attachment(
                                        "application/pdf",
                                        "invoice-" + (2000 + number) + ".pdf",
                                        Attachments.pdf(subject))));
        String fields = desk.fields(BILLS, List.of(reader), subject, desk.nextId(), date);
        desk.deliver(BILLS, List.of(reader), date, false, part.message(fields));
    }

    void invitation(Person reader, Person organizer) {
        Instant date = desk.past(30);
        String topic = Words.pick(Words.TOPICS, desk.random);
        String id = desk.nextId();
        String calendar =
                Attachments.invitation(
                        id, Words.subject(topic), organizer, reader, date.plusSeconds(500_000));
        String crlf = calendar.replace("\n", "\r\n");
        Part event =
                new Part(
                        "Content-Type: text/calendar; charset=utf-8; method=REQUEST\r\n",
                        crlf.getBytes(StandardCharsets.UTF_8));
        Part part =
                Part.multipart(
                        "mixed",
                        desk.boundary(),
                        List.of(
                                Part.multipart(
                                        "alternative",
                                        desk.boundary(),
                                        List.of(
                                                Part.plain(
                                                        "You are invited: "
                                                                + Words.subject(topic)
                                                                + "\n"),
                                                event)),
                                Part.attachment(
                                        "text/calendar",
                                        "invite.ics",
                                        crlf.getBytes(StandardCharsets.UTF_8))));
        String fields =
                desk.fields(
                        organizer,
                        List.of(reader),
                        "Invitation: " + Words.subject(topic),
                        id,
                        date);
        desk.deliver(organizer, List.of(reader), date, false, part.message(fields));
    }

    void junk(Person reader) {
        Instant date = desk.past(25);
        var from =
                new Person(
                        "Lucky Winner Office",
                        "office" + desk.random.nextInt(100) + "@example.invalid");
        int prize = (1 + desk.random.nextInt(9)) * 1_000_000;
        String html =
                "<html><body><h2>You won "
                        + prize
                        + " gold coins!!!</h2><p>Answer within 24 hours.</p></body></html>\n";
        String fields =
                desk.fields(
                        from,
                        List.of(reader),
                        "You won " + prize + " gold coins!!!",
                        desk.nextId(),
                        date);
        desk.put(reader, "junk", date, Set.of("$junk"), Part.html(html).message(fields));
    }

    void draft(Person writer) {
        Instant date = desk.past(5);
        String topic = Words.pick(Words.TOPICS, desk.random);
        var to = List.of(Words.pick(Person.FRIENDS, desk.random));
        String fields = desk.fields(writer, to, Words.subject(topic) + "?", desk.nextId(), date);
        String text = Words.paragraph(topic, desk.random) + "\n\nI also wanted to say that";
        desk.put(
                writer,
                "drafts",
                date,
                Set.of("$draft", "$seen"),
                Part.plain(text).message(fields));
    }

    void thrownAway(Person reader) {
        Instant date = desk.past(20);
        var from = Words.pick(Person.FRIENDS, desk.random);
        String topic = Words.pick(Words.TOPICS, desk.random);
        String fields =
                desk.fields(
                        from, List.of(reader), "Fwd: " + Words.subject(topic), desk.nextId(), date);
        String text = Words.paragraph(topic, desk.random) + Words.ending(from, desk.random);
        desk.put(reader, "trash", date, Set.of("$seen"), Part.plain(text).message(fields));
    }
}
