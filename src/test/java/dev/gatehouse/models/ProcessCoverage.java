package dev.gatehouse.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Whether the tests have passed every flow node and every sequence flow of every model. A flow that exists only because
 * a diagram must not end silently carries the property {@value #NEVER_TAKEN} with the reason: it, and the end that it
 * leads to, must not have been passed. Needs nothing but the JDK; {@code verify} runs it after the integration tests.
 */
public final class ProcessCoverage {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    static final String NEVER_TAKEN = "neverTaken";

    private ProcessCoverage() {}

    /**
     * Ends with 1 when something was not passed.
     *
     * @param arguments the folder of the models, the folder of what {@link PathRecorder} wrote
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, Boolean> elements = elements(Path.of(arguments[0]));
        List<String> gaps = gaps(elements, passed(Path.of(arguments[1])));
        gaps.forEach(System.err::println);
        long due = elements.values().stream().filter(one -> one).count();
        System.out.printf(
                "Process coverage: %d of %d flow nodes and sequence flows of %s%n",
                due - gaps.size(), due, arguments[0]);
        System.exit(gaps.isEmpty() ? 0 : 1);
    }

    /** What does not hold, as sentences. */
    static List<String> gaps(Map<String, Boolean> elements, Set<String> passed) {
        List<String> gaps = new ArrayList<>();
        elements.forEach((element, due) -> {
            if (due && !passed.contains(element)) {
                gaps.add("No test passes " + element + ".");
            } else if (!due && passed.contains(element)) {
                gaps.add(element + " is said never to be taken, and was.");
            }
        });
        return gaps;
    }

    static Set<String> passed(Path folder) throws IOException {
        Set<String> passed = new HashSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    passed.addAll(Files.readAllLines(file));
                }
            }
        }
        return passed;
    }

    /** Every flow node and sequence flow as "process element", and whether a test must pass it. */
    static Map<String, Boolean> elements(Path models) throws IOException, ParserConfigurationException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Map<String, Boolean> elements = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> listed = Files.list(models)) {
            files = listed.filter(file -> file.toString().endsWith(".bpmn")).toList();
        }
        for (Path file : files) {
            NodeList processes =
                    factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagNameNS(BPMN, "process");
            for (Element process : list(processes)) {
                of(process, elements);
            }
        }
        return elements;
    }

    private static void of(Element process, Map<String, Boolean> elements) {
        String key = process.getAttribute("id") + " ";
        Set<String> never = new HashSet<>();
        for (Element flow : list(process.getElementsByTagNameNS(BPMN, "sequenceFlow"))) {
            boolean exempt = list(flow.getElementsByTagNameNS(CAMUNDA, "property")).stream()
                    .anyMatch(property -> property.getAttribute("name").equals(NEVER_TAKEN));
            elements.put(key + flow.getAttribute("id"), !exempt);
            if (exempt) {
                never.add(flow.getAttribute("targetRef"));
            }
        }
        for (Element element : list(process.getElementsByTagNameNS(BPMN, "*"))) {
            if (element.getLocalName().matches(".*(Event|[tT]ask|Gateway|subProcess|callActivity|transaction)")) {
                String id = element.getAttribute("id");
                elements.put(key + id, !never.contains(id));
            }
        }
    }

    private static List<Element> list(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .toList();
    }
}
