"""What a template says is said in the language of each reader, whoever looked first."""

from ballot.web.proxy import Application
from ballot.words import terms
from ballot.words.language import speaking

CONSTANT = "{{ 'server' | custody }}"


def test_words_of_a_value_in_the_template_itself_are_those_of_each_reader(
    app: Application,
) -> None:
    with app.test_request_context():
        template = app.jinja_env.from_string(CONSTANT)
        said = []
        for language in ("zh", "en", "zh"):
            with speaking(language):
                said.append(template.render())
    assert said == ["密钥由服务器保管", "The server keeps the key", "密钥由服务器保管"]


def test_the_control_words_that_are_kept_from_the_first_look(app: Application) -> None:
    app.jinja_env.filters["naive"] = terms.custody
    with app.test_request_context(), speaking("zh"):
        template = app.jinja_env.from_string(CONSTANT.replace("custody", "naive"))
    with app.test_request_context(), speaking("en"):
        assert template.render() == "密钥由服务器保管"
