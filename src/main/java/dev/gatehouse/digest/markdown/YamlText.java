package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.domain.runbook.Lines;
import dev.gatehouse.digest.markdown.Reading.Reason;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML as a tree with line numbers: no value is made into an object, whatever its tag. */
final class YamlText {
    private static final int DEEPEST = 50;

    /** Line ends to YAML 1.1, but not to an editor. */
    private static final Pattern NO_LINE_END = Pattern.compile("[\u0085\u2028\u2029]");

    /** Plain values are what JSON takes them for, so {@code NO} and {@code 12:30} are text. */
    private static final class JsonValues extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
            addImplicitResolver(Tag.FLOAT, YamlValues.NUMBER, "-0123456789");
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL"), "~nN");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }

    private final String text;
    private final int firstLine;
    private final List<String> written;

    /** @param firstLine physical line of the text's first line */
    YamlText(String text, int firstLine) {
        this.text = NO_LINE_END.matcher(text).replaceAll(" ");
        this.firstLine = firstLine;
        written = this.text.lines().toList();
    }

    @Nullable
    Node compose() throws UnreadableException {
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(DEEPEST);
        // an alias of a list or mapping may repeat itself or others without end
        limits.setMaxAliasesForCollections(0);
        DumperOptions output = new DumperOptions();
        Yaml yaml = new Yaml(new SafeConstructor(limits), new Representer(output), output, limits, new JsonValues());
        try {
            Node root = yaml.compose(new StringReader(text));
            if (root != null) {
                refuseWhatIsNoText(root);
            }
            return root;
        } catch (MarkedYAMLException e) {
            throw broken(
                    e.getProblemMark() == null
                            ? firstLine
                            : line(e.getProblemMark().getLine()),
                    e.getProblem() == null ? "it is not YAML" : e.getProblem());
        } catch (ReaderException e) {
            long before = text.codePoints()
                    .limit(e.getPosition())
                    .filter(c -> c == '\n')
                    .count();
            throw broken(line((int) before), "a character is not allowed there");
        } catch (YAMLException e) {
            throw broken(firstLine, String.valueOf(e.getMessage()));
        }
    }

    /** An escape can write what may not be written itself: control characters, and half of a character of two. */
    private void refuseWhatIsNoText(Node node) throws UnreadableException {
        if (node instanceof ScalarNode scalar && !StreamReader.isPrintable(scalar.getValue())) {
            int character = scalar.getValue()
                    .codePoints()
                    .filter(c -> !StreamReader.isPrintable(c))
                    .findFirst()
                    .orElseThrow();
            throw broken(
                    lines(scalar).from(),
                    "the character U+%04X is not allowed there, not as an escape either".formatted(character));
        }
        for (Node part : parts(node)) {
            refuseWhatIsNoText(part);
        }
    }

    UnreadableException broken(int line, String problem) {
        return new UnreadableException(
                Reason.BROKEN_FRONT_MATTER,
                line,
                "The front matter can't be read at line %d: %s. It is YAML between two lines that are --- alone."
                        .formatted(line, problem));
    }

    private int line(int mark) {
        return firstLine + mark;
    }

    Lines lines(Node node) {
        int from = node.getStartMark().getLine();
        int to = Math.max(from, lastLine(node));
        while (to > from && written.get(to).isBlank()) {
            to--;
        }
        return new Lines(line(from), line(to));
    }

    /** A block's own end mark is where the next thing begins. */
    private static int lastLine(Node node) {
        List<Node> parts = parts(node);
        boolean isBlock = node instanceof CollectionNode<?> collection
                && collection.getFlowStyle() != DumperOptions.FlowStyle.FLOW;
        if (isBlock && !parts.isEmpty()) {
            return lastLine(parts.get(parts.size() - 1));
        }
        return node.getEndMark().getLine() - (node.getEndMark().getColumn() == 0 ? 1 : 0);
    }

    private static List<Node> parts(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        List<Node> parts = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                parts.add(tuple.getKeyNode());
                parts.add(tuple.getValueNode());
            }
        }
        return parts;
    }
}
