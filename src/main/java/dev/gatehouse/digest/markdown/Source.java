package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.domain.runbook.Lines;
import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/**
 * The Markdown of a file, and where its nodes stand in it.
 *
 * @param firstLine physical line of the first one
 */
record Source(String markdown, int firstLine) {

    Lines lines(Node node) {
        List<SourceSpan> spans = spans(node);
        return spans.isEmpty()
                ? new Lines(firstLine, firstLine)
                : new Lines(line(spans.get(0)), line(spans.get(spans.size() - 1)));
    }

    /** What is written there, in a node of one line. */
    String text(Node node) {
        SourceSpan span = node.getSourceSpans().get(0);
        return markdown.substring(span.getInputIndex(), span.getInputIndex() + span.getLength());
    }

    private int line(SourceSpan span) {
        return firstLine + span.getLineIndex();
    }

    /** What has no text of its own stands where the node around it does. */
    private static List<SourceSpan> spans(Node node) {
        Node with = node;
        while (with.getSourceSpans().isEmpty() && with.getParent() != null) {
            with = with.getParent();
        }
        return with.getSourceSpans();
    }
}
