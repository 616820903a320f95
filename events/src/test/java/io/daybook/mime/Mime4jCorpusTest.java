package io.daybook.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Against the decoded trees of Apache james-mime4j. */
@Tag("corpus")
class Mime4jCorpusTest {
    private final Differences differences = new Differences("mime4j");

    @Test
    void messages_have_the_fields_structure_and_contents_expected() throws Exception {
        Path folder = Corpus.folder("mime/mime4j");
        for (Path file : Corpus.files(folder, name -> name.endsWith(".msg"))) {
            String name = folder.relativize(file).toString().replace(".msg", "");
            var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            var tree =
                    builder.parse(folder.resolve(name + "_decoded.xml").toFile())
                            .getDocumentElement();
            byte[] message = Files.readAllBytes(file);
            compare(name, message, MessageParser.parse(message).root(), tree, file.getParent());
        }
        differences.assertOnlyListed();
    }

    private void compare(String name, byte[] message, Part part, Element expected, Path folder)
            throws IOException {
        differences.compare(name, "fields", fields(part), fields(expected));
        for (Element child : children(expected)) {
            switch (child.getTagName()) {
                case "multipart" -> {
                    var parts =
                            children(child).stream()
                                    .filter(e -> e.getTagName().equals("body-part"))
                                    .toList();
                    differences.compare(
                            name,
                            "subparts of " + part.type(),
                            part.subParts().size(),
                            parts.size());
                    for (int i = 0; i < Math.min(parts.size(), part.subParts().size()); i++) {
                        compare(name, message, part.subParts().get(i), parts.get(i), folder);
                    }
                }
                case "message" -> {
                    byte[] inner = PartContent.decode(message, part);
                    compare(name, inner, MessageParser.parse(inner).root(), child, folder);
                }
                case "text-body", "binary-body" -> {
                    String content =
                            Files.readString(
                                    folder.resolve(child.getAttribute("name")),
                                    StandardCharsets.ISO_8859_1);
                    String ours =
                            new String(
                                    PartContent.decode(message, part), StandardCharsets.ISO_8859_1);
                    differences.compare(
                            name, "content of " + part.partId(), lines(ours), lines(content));
                }
                default -> {}
            }
        }
    }

    private static String lines(String text) {
        return text.replace("\r", "");
    }

    private static List<String> fields(Part part) {
        return part.headers().all().stream()
                .map(field -> field.name() + ":" + words(field.value()))
                .toList();
    }

    private static List<String> fields(Element entity) {
        for (Element child : children(entity)) {
            if (child.getTagName().equals("header")) {
                return children(child).stream()
                        .map(Node::getTextContent)
                        .map(text -> {
                            int colon = text.indexOf(':');
                            return text.substring(0, colon).strip()
                                    + ":"
                                    + words(text.substring(colon + 1));
                        })
                        .collect(Collectors.toList());
            }
        }
        return List.of();
    }

    private static String words(String value) {
        return value.replaceAll("[^!-~]+", "");
    }

    private static List<Element> children(Element parent) {
        var children = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
