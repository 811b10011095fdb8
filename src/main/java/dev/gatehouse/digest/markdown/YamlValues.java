package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.domain.runbook.Scalar;
import dev.gatehouse.digest.domain.runbook.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Writes what a YAML tree says. All of a file together is limited: a value can be repeated by its alias without being long. */
final class YamlValues {
    static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private static final int MOST_CHARACTERS = 1 << 20;

    private final YamlText yaml;
    private int written;

    YamlValues(YamlText yaml) {
        this.yaml = yaml;
    }

    static Scalar scalar(ScalarNode node) {
        if (node.getTag().equals(Tag.BOOL)) {
            return new Scalar(Scalar.Type.BOOLEAN, node.getValue().toLowerCase(Locale.ROOT));
        }
        if (node.getTag().equals(Tag.NULL)) {
            return new Scalar(Scalar.Type.NULL, "null");
        }
        if (node.getTag().equals(Tag.FLOAT) && NUMBER.matcher(node.getValue()).matches()) {
            return new Scalar(Scalar.Type.NUMBER, node.getValue());
        }
        return new Scalar(Scalar.Type.STRING, node.getValue());
    }

    /** As people write it on one line. */
    String text(Node node) throws UnreadableException {
        if (node instanceof ScalarNode value) {
            return limited(node, value.getValue());
        }
        List<String> parts = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node value : sequence.getValue()) {
                parts.add(text(value));
            }
            return limited(node, "[" + String.join(", ", parts) + "]");
        }
        for (NodeTuple field : ((MappingNode) node).getValue()) {
            parts.add(text(field.getKeyNode()) + ": " + text(field.getValueNode()));
        }
        return limited(node, "{" + String.join(", ", parts) + "}");
    }

    /** As JSON with sorted names: their order says nothing. */
    String json(Node node) throws UnreadableException {
        if (node instanceof ScalarNode value) {
            Scalar scalar = scalar(value);
            return limited(node, scalar.type() == Scalar.Type.STRING ? quoted(scalar.text()) : scalar.text());
        }
        List<String> parts = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node value : sequence.getValue()) {
                parts.add(json(value));
            }
            return limited(node, "[" + String.join(", ", parts) + "]");
        }
        for (NodeTuple field : ((MappingNode) node).getValue()) {
            parts.add(json(field.getKeyNode()) + ": " + json(field.getValueNode()));
        }
        Collections.sort(parts);
        return limited(node, "{" + String.join(", ", parts) + "}");
    }

    static String quoted(String text) {
        return '"' + Wording.of(text).text().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private String limited(Node node, String text) throws UnreadableException {
        written += text.length() + 1;
        if (written > MOST_CHARACTERS) {
            throw yaml.broken(
                    yaml.lines(node).from(),
                    "it takes more than " + MOST_CHARACTERS + " characters with all that it repeats");
        }
        return text;
    }
}
