// Where in a YAML file something stands, for the errors of those who write it.
package answers

import (
	"errors"
	"strconv"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// at is file:line of a node.
func at(name string, node ast.Node) string {
	if node == nil || node.GetToken() == nil {
		return name
	}
	return name + ":" + strconv.Itoa(node.GetToken().Position.Line)
}

// position is file:line of a YAML error, the file alone where the error does not know.
func position(name string, err error) string {
	var fault yaml.Error
	if errors.As(err, &fault) && fault.GetToken() != nil {
		return name + ":" + strconv.Itoa(fault.GetToken().Position.Line)
	}
	return name
}

// told is a YAML error in one line, without the picture of the source.
func told(err error) error {
	var fault yaml.Error
	if errors.As(err, &fault) {
		return errors.New(fault.GetMessage())
	}
	return err
}

// find goes down a node's keys as far as they exist.
func find(node ast.Node, path ...string) ast.Node {
	for _, key := range path {
		mapping, ok := node.(ast.MapNode)
		if !ok {
			return node
		}
		found := false
		for pairs := mapping.MapRange(); pairs.Next(); {
			if pairs.Key().String() == key {
				node, found = pairs.Value(), true
			}
		}
		if !found {
			return node
		}
	}
	return node
}
