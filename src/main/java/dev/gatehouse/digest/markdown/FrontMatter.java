package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.domain.runbook.Lines;
import dev.gatehouse.digest.domain.runbook.Outline;
import dev.gatehouse.digest.domain.runbook.Passage;
import dev.gatehouse.digest.domain.runbook.Scalar;
import dev.gatehouse.digest.domain.runbook.Wording;
import dev.gatehouse.digest.markdown.Warning.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The fields between the two lines {@code ---} at the very beginning of a file. */
final class FrontMatter {
    private static final String ASSUMES = "assumes";

    private interface Entry {
        void addTo(Outline outline, Warnings warnings);
    }

    private final YamlText yaml;
    private final YamlValues values;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Node> fields = new LinkedHashMap<>();

    private FrontMatter(YamlText yaml) {
        this.yaml = yaml;
        values = new YamlValues(yaml);
    }

    static FrontMatter none() {
        return new FrontMatter(new YamlText("", Parts.FIRST_LINE));
    }

    static FrontMatter of(Parts parts) throws UnreadableException {
        YamlText yaml = new YamlText(parts.yaml(), Parts.FIRST_LINE);
        FrontMatter frontMatter = new FrontMatter(yaml);
        Node root = yaml.compose();
        if (root instanceof MappingNode mapping) {
            frontMatter.read(mapping);
        } else if (root != null) {
            throw yaml.broken(yaml.lines(root).from(), "it has no fields there; each is a name, a colon and a value");
        }
        return frontMatter;
    }

    void addTo(Outline outline, Warnings warnings) {
        entries.forEach(entry -> entry.addTo(outline, warnings));
    }

    /** A field that has a single value. */
    @Nullable
    String field(String name) {
        String value = fields.get(name) instanceof ScalarNode node && !isNothing(node)
                ? Wording.of(node.getValue()).text()
                : "";
        return value.isEmpty() ? null : value;
    }

    private void read(MappingNode mapping) throws UnreadableException {
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = yaml.lines(tuple.getKeyNode()).from();
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw yaml.broken(line, "a field's name is a word, not a list or a mapping");
            }
            String name = key.getValue();
            Integer before = lines.put(name, line);
            if (before != null) {
                throw yaml.broken(line, "the field " + name + " stands in line " + before + " already");
            }
            fields.put(name, tuple.getValueNode());
            read(name, tuple);
        }
    }

    private void read(String name, NodeTuple tuple) throws UnreadableException {
        if (name.equals(ASSUMES) && isNothing(tuple.getValueNode())) {
            return;
        }
        if (name.equals(ASSUMES) && tuple.getValueNode() instanceof SequenceNode sequence) {
            for (Node node : sequence.getValue()) {
                entries.add(assumption(node));
            }
            return;
        }
        Lines key = yaml.lines(tuple.getKeyNode());
        // what an alias stands for has its lines elsewhere
        int to = Math.max(key.to(), yaml.lines(tuple.getValueNode()).to());
        Passage passage = field(name, tuple.getValueNode(), new Lines(key.from(), to));
        entries.add((outline, warnings) -> {
            outline.field(name, passage);
            if (name.equals(ASSUMES)) {
                warnings.add(Kind.INCOMPLETE_ASSUMPTION, "", passage.lines().from());
            }
        });
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar && YamlValues.scalar(scalar).type() == Scalar.Type.NULL;
    }

    private Entry assumption(Node node) throws UnreadableException {
        Lines lines = yaml.lines(node);
        Map<String, ScalarNode> parts = parts(node);
        ScalarNode register = parts.get("register");
        ScalarNode key = parts.get("key");
        ScalarNode field = parts.get("field");
        ScalarNode expect = parts.get("expect");
        if (register == null || key == null || field == null || expect == null) {
            Passage passage = field(ASSUMES, node, lines);
            return (outline, warnings) -> {
                outline.field(ASSUMES, passage);
                warnings.add(Kind.INCOMPLETE_ASSUMPTION, "", lines.from());
            };
        }
        String inBraces = values.text(node);
        String text = inBraces.substring(1, inBraces.length() - 1);
        Passage passage = Passage.of(new Wording(Wording.of(text).text(), values.json(node)), lines);
        return (outline, warnings) -> outline.assumption(
                register.getValue(), key.getValue(), field.getValue(), YamlValues.scalar(expect), passage);
    }

    /** Those that are single values; a name without a value is none. */
    private static Map<String, ScalarNode> parts(Node node) {
        Map<String, ScalarNode> parts = new HashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && tuple.getValueNode() instanceof ScalarNode value
                        && !(isNothing(value) && value.getValue().isEmpty())) {
                    parts.put(key.getValue(), value);
                }
            }
        }
        return parts;
    }

    private Passage field(String name, Node value, Lines lines) throws UnreadableException {
        return Passage.of(
                new Wording(
                        Wording.of(name + ": " + values.text(value)).text(),
                        YamlValues.quoted(name) + ": " + values.json(value)),
                lines);
    }
}
