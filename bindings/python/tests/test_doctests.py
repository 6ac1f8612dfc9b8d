import doctest
import importlib
import inspect

import pytest

import imena


def test_the_examples_of_the_documentation():
    runner = doctest.DocTestRunner()
    things = [(imena.__name__, imena.__doc__)]
    for name in imena.__all__:
        thing = getattr(imena, name)
        things.append((name, inspect.getdoc(thing)))
        if inspect.isclass(thing):
            things += [(f"{name}.{key}", inspect.getdoc(value)) for key, value in vars(thing).items() if key[0] != "_"]
    if importlib.util.find_spec("spacy"):
        things.append(("imena.spacy", importlib.import_module("imena.spacy").__doc__))
    for name, text in things:
        if text and ">>>" in text:
            names = {"imena": imena, **vars(imena)}
            runner.run(doctest.DocTestParser().get_doctest(text, names, name, None, 0))
    assert runner.summarize().failed == 0 and runner.summarize().attempted > 15


def test_everything_has_a_description():
    for name in imena.__all__:
        thing = getattr(imena, name)
        if inspect.isclass(thing):
            for key in vars(thing):
                assert key[0] == "_" or inspect.getdoc(getattr(thing, key)), f"{name}.{key}"


def test_the_stubs_say_what_there_is():
    stubtest = pytest.importorskip("mypy.stubtest")
    options = stubtest.parse_options(["imena._imena", "--ignore-missing-stub"])
    assert stubtest.test_stubs(options) == 0
