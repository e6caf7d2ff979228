// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.DeadCodeOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Rewrites the jars that the JVM leaves out of its start-up cache, so that it takes them in: those
/// with a signature (Maven has checked their checksum), and those with class files older than
/// Java 6, which have no stack maps (picocli is compiled for Java 5). The code stays the same.
///
/// Usage: `java scripts/CacheableJars.java JAR...`
final class CacheableJars {
  /// The first version whose classes are verified by their stack maps alone is 51; 50 may do
  /// without.
  private static final int OLD = 50;

  private static final int JAVA_8 = 52;
  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);

  public static void main(String[] arguments) throws IOException {
    List<Path> jars = Stream.of(arguments).map(Path::of).toList();
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    try (URLClassLoader libraries = new URLClassLoader(urls)) {
      ClassFile classes =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              DeadCodeOption.PATCH_DEAD_CODE,
              ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(libraries)));
      for (Path jar : jars) {
        rewrite(jar, classes);
      }
    }
  }

  private static void rewrite(Path jar, ClassFile classes) throws IOException {
    Path partial = jar.resolveSibling(jar.getFileName() + ".partial");
    try (ZipFile from = new ZipFile(jar.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(partial))) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        String name = entry.getName();
        if (SIGNATURE.matcher(name).matches()) {
          continue;
        }
        byte[] content = from.getInputStream(entry).readAllBytes();
        to.putNextEntry(new ZipEntry(name));
        to.write(name.endsWith(".class") && version(content) < OLD ? modern(classes, content) : content);
      }
    }
    Files.move(partial, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int version(byte[] content) {
    return (content[6] & 0xff) << 8 | content[7] & 0xff;
  }

  private static byte[] modern(ClassFile classes, byte[] content) {
    ClassModel old = classes.parse(content);
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(JAVA_8, 0);
          } else {
            builder.with(element);
          }
        };
    // Stack maps are only made for code that is written anew.
    return classes.transformClass(
        old, ClassTransform.transformingMethodBodies((code, one) -> code.with(one)).andThen(version));
  }

  private CacheableJars() {}
}
