package dev.gatehouse.models;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gatehouse.engine.ProcessVariable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;

/**
 * What a model may refer to.
 *
 * @param beans names that Spring gives to our components
 * @param forms paths as form keys name them ({@code forms/x.html})
 * @param decisions, processes keys
 * @param flows each flow's constants
 */
record Surroundings(
        Set<String> beans, Set<String> forms, Set<String> decisions, Set<String> processes, List<FlowWords> flows) {

    /**
     * One flow's constants: a class {@code *Process} with the process key as {@code KEY}.
     *
     * @param words values of its text constants
     * @param variables names of its typed variables
     */
    record FlowWords(String key, Set<String> words, Set<String> variables) {}

    static Surroundings ofThisProject() {
        return new Surroundings(
                componentNames(),
                names(Path.of("forms"), "html")
                        .map(name -> "forms/" + name + ".html")
                        .collect(Collectors.toSet()),
                names(Path.of("dmn"), "dmn").collect(Collectors.toSet()),
                names(Path.of("bpmn"), "bpmn").collect(Collectors.toSet()),
                flowWords());
    }

    static List<Path> files(Path folder, String extension) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("." + extension))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static Stream<String> names(Path folder, String extension) {
        return files(folder, extension).stream().map(Surroundings::nameOf);
    }

    private static Set<String> componentNames() {
        AnnotationBeanNameGenerator names = new AnnotationBeanNameGenerator();
        SimpleBeanDefinitionRegistry registry = new SimpleBeanDefinitionRegistry();
        Set<String> beans = new TreeSet<>();
        for (BeanDefinition component :
                new ClassPathScanningCandidateComponentProvider(true).findCandidateComponents("dev.gatehouse")) {
            beans.add(names.generateBeanName(component, registry));
        }
        return beans;
    }

    private static List<FlowWords> flowWords() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.gatehouse").stream()
                        .filter(type -> type.getSimpleName().endsWith("Process"))
                        .filter(type -> type.tryGetField("KEY").isPresent())
                        .map(JavaClass::reflect)
                        .map(Surroundings::wordsOf)
                        .toList();
    }

    private static FlowWords wordsOf(Class<?> constants) {
        Set<String> words = new TreeSet<>();
        Set<String> variables = new TreeSet<>();
        String key = "";
        for (Object value : constantsOf(constants)) {
            if (value instanceof String word) {
                words.add(word);
            } else if (value instanceof ProcessVariable<?> variable) {
                variables.add(variable.name());
            }
        }
        try {
            key = (String) constants.getField("KEY").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constants + " hides its KEY", e);
        }
        return new FlowWords(key, words, variables);
    }

    private static List<Object> constantsOf(Class<?> type) {
        List<Object> values = new ArrayList<>();
        for (Field field : type.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                try {
                    values.add(field.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return values;
    }
}
