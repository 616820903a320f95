package io.daybook.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Greetings in many languages, each in a charset and an encoding that mail in that language comes
 * in.
 */
final class Languages {
    private static final List<Greeting> GREETINGS =
            List.of(
                    new Greeting(
                            "iso-8859-1",
                            Part.Encoding.QUOTED_PRINTABLE,
                            "Jürgen Öhler",
                            "Grüße aus Köln",
                            "Schöne Grüße aus Köln. Das Café ist geöffnet.\n"),
                    new Greeting(
                            "iso-8859-1",
                            Part.Encoding.EIGHT_BIT,
                            "Zoé Février",
                            "Fête de l'été",
                            "La fête de l'été commence à huit heures. À bientôt!\n"),
                    new Greeting(
                            "iso-2022-jp",
                            Part.Encoding.SEVEN_BIT,
                            "森 花子",
                            "会議の予定",
                            "会議は木曜日の午後三時です。\nよろしくお願いします。\n"),
                    new Greeting(
                            "koi8-r",
                            Part.Encoding.BASE64,
                            "Иван Лесной",
                            "Привет из деревни",
                            "Привет! Яблоки уже созрели.\nПриезжайте в субботу.\n"),
                    new Greeting(
                            "koi8-r",
                            Part.Encoding.EIGHT_BIT,
                            "Анна Речная",
                            "Билеты на поезд",
                            "Билеты на ночной поезд куплены.\n"),
                    new Greeting(
                            "gb2312", Part.Encoding.BASE64, "林小山", "周末的计划", "周末我们去看花园。\n请带上相机。\n"),
                    new Greeting(
                            "utf-8",
                            Part.Encoding.BASE64,
                            "Ελένη Λίμνη",
                            "Το πλοίο",
                            "Το πλοίο φεύγει στις έξι το πρωί.\n"),
                    new Greeting(
                            "utf-8",
                            Part.Encoding.QUOTED_PRINTABLE,
                            "नीला पर्वत",
                            "नमस्ते",
                            "नमस्ते! बगीचा बहुत सुंदर है। 🌻\n"),
                    new Greeting(
                            "utf-8",
                            Part.Encoding.EIGHT_BIT,
                            "נועה גל",
                            "שלום",
                            "שלום, נתראה ביום חמישי.\n"),
                    new Greeting(
                            "utf-8",
                            Part.Encoding.BASE64,
                            "ليلى بحر",
                            "مرحبا",
                            "مرحبا، الكتاب عندي.\n"));

    private final Desk desk;

    private record Greeting(
            String charset, Part.Encoding encoding, String name, String subject, String text) {}

    Languages(Desk desk) {
        this.desk = desk;
    }

    void write(Person reader) {
        int number = 0;
        for (Greeting greeting : GREETINGS) {
            var charset = Charset.forName(greeting.charset());
            String address = "friend" + ++number + "@example.net";
            var from = new Person(Part.encodedWord(charset, greeting.name()), address);
            Instant date = desk.past(40);
            String fields =
                    desk.fields(
                            from,
                            List.of(reader),
                            Part.encodedWord(charset, greeting.subject()),
                            desk.nextId(),
                            date);
            Part plain = Part.text("plain", charset, greeting.encoding(), greeting.text());
            desk.deliver(from, List.of(reader), date, false, plain.message(fields));
        }
        rawUtf8(reader);
        mixedWords(reader);
    }

    /** RFC 6532: header fields in plain UTF-8. */
    private void rawUtf8(Person reader) {
        Instant date = desk.past(20);
        String utf8 =
                new String(
                        "Crème brûlée – das Rezept".getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.ISO_8859_1);
        var from = new Person("Kitchen Club", "kitchen@example.org");
        String fields = desk.fields(from, List.of(reader), utf8, desk.nextId(), date);
        desk.deliver(
                from,
                List.of(reader),
                date,
                false,
                Part.plain("Eier, Rahm, Zucker – und Geduld.\n").message(fields));
    }

    /**
     * RFC 2047 section 8: white space between encoded words is not text, also when the line is
     * folded there.
     */
    private void mixedWords(Person reader) {
        Instant date = desk.past(20);
        String subject = "=?iso-8859-1?Q?Das_n=E4chste?=\r\n =?utf-8?B?IFRyZWZmZW4=?= on Friday";
        var from = new Person("=?utf-8?Q?M=C3=A1ria_H=C3=A1z?=", "maria@example.com");
        String fields = desk.fields(from, List.of(reader), subject, desk.nextId(), date);
        desk.deliver(
                from,
                List.of(reader),
                date,
                false,
                Part.plain("Um acht, wie immer.\n").message(fields));
    }
}
