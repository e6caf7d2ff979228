// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes a tree of what is wanted of a document, and only reads past the rest. A key twice is
/// refused wherever it stands. For one thread.
final class TreeReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final boolean all;
  private final Keys keys;

  TreeReader(Wanted wanted) {
    this.all = wanted.all();
    this.keys = new Keys(wanted);
  }

  /// Reads the value whose first token is the parser's current one.
  JsonNode read(JsonParser parser) {
    return value(parser, parser.currentToken(), 0, all);
  }

  private JsonNode value(JsonParser parser, JsonToken token, int depth, boolean whole) {
    return switch (token) {
      case START_OBJECT -> object(parser, depth, whole);
      case START_ARRAY -> array(parser, depth, whole);
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new StreamReadException(parser, "a value was expected");
    };
  }

  private static JsonNode integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private ArrayNode array(JsonParser parser, int depth, boolean whole) {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(parser, token, depth + 1, whole));
    }
    return array;
  }

  private ObjectNode object(JsonParser parser, int depth, boolean whole) {
    ObjectNode object = NODES.objectNode();
    keys.begin(depth);
    boolean other = false;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      Wanted.Field field = once(parser, depth, name).field;
      JsonToken token = parser.nextToken();
      if (whole) {
        object.set(name, value(parser, token, depth + 1, true));
      } else if (field != null) {
        object.set(field.name(), value(parser, token, depth + 1, field.whole()));
      } else {
        if (token.isStructStart()) {
          past(parser, token, depth + 1);
        }
        if (depth == 0 && !other) {
          other = true;
          object.set(name, NODES.nullNode());
        }
      }
    }
    return object;
  }

  /// To the end of the object or list that began.
  private void past(JsonParser parser, JsonToken first, int depth) {
    int deep = depth;
    JsonToken token = first;
    while (true) {
      switch (token) {
        case PROPERTY_NAME -> once(parser, deep, parser.currentName());
        case START_OBJECT -> {
          deep++;
          keys.begin(deep);
        }
        case START_ARRAY -> deep++;
        case END_OBJECT, END_ARRAY -> {
          deep--;
          if (deep == depth) {
            return;
          }
        }
        case VALUE_STRING,
            VALUE_NUMBER_INT,
            VALUE_NUMBER_FLOAT,
            VALUE_TRUE,
            VALUE_FALSE,
            VALUE_NULL,
            VALUE_EMBEDDED_OBJECT,
            NOT_AVAILABLE -> {
          // Nothing in it has a name.
        }
      }
      token = parser.nextToken();
    }
  }

  private Keys.Key once(JsonParser parser, int depth, String name) {
    Keys.Key key = keys.add(depth, name);
    if (key == null) {
      throw new StreamReadException(parser, "Duplicate Object property \"" + name + "\"");
    }
    return key;
  }
}
